import { questionsAt } from '@http/controllers';
import {
  IncomeDecline,
  IncomeDeclineByDivision,
  IncomeGrowth,
  IncomeGrowthByDivision,
  IncomeRecording,
  IncomeRecordingByDivision,
} from './queries';

export const IncomeFigureQuestions = questionsAt('incomes', '收入 Incomes', [
  [IncomeGrowth, 'growth'],
  [IncomeGrowthByDivision, 'growth/divisions'],
  [IncomeDecline, 'decline'],
  [IncomeDeclineByDivision, 'decline/divisions'],
  [IncomeRecording, 'recording'],
  [IncomeRecordingByDivision, 'recording/divisions'],
]);
