export const signed = 'AgreementSigned';
