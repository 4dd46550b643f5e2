export type Binding = string;
