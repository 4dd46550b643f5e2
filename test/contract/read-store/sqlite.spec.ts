import { readStoreContract } from './contract';
import { engine } from './sqlite-engine';

readStoreContract(engine);
