export const put = 'put';
