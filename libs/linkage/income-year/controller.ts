import { questionsAt } from '@http/controllers';
import { HouseholdIncomeYear } from './queries';

export const IncomeYears = questionsAt('incomes', '收入 Incomes', [[HouseholdIncomeYear, ':id/year']]);
