export type Write = string;
