import { evaluationModule } from '@oversight/evaluation/module';
export const modules = [evaluationModule];
