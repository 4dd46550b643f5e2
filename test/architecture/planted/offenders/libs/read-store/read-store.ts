export class Fenced extends Error {}
