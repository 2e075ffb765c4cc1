declare module '../platform/events.ts' {
  interface EventPayloads {
    /** A learner has done everything a course asks for; once an enrolment. */
    'course.completed': { courseId: string; versionId: string; enrolmentId: string; personId: string };
    /** Somebody handed in a survey; nothing of what was answered. */
    'survey.completed': { surveyId: string; personId: string };
  }
}

export {};
