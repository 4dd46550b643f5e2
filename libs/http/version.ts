/** As in package.json; a backup says which version made it, and the API which one answers. */
export const SOFTWARE_VERSION = '0.1.0';
