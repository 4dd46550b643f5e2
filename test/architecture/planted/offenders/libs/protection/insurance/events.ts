export type Insured = string;
