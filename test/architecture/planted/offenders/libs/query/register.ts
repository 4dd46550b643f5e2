import type { MongoClient } from 'mongodb';
export type Register = MongoClient;
