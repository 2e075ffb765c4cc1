export { gapOf, isEmpty, type SurveyGap } from './answers.ts';
export { countedAnswers, type ShownSection, shownOf, surveyGaps } from './shown.ts';
export type { Answer, Answers, Question, Section, ShowWhen, Survey, Test } from './survey.ts';
