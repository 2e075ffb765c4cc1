import { z } from 'zod';
import { languageCode } from './language.ts';
import { compactJws, text, types, uri, vocabulary } from './primitives.ts';
import { endorsementCredential, identifierEntry, image, profile } from './profile.ts';

const achievementType = vocabulary(
  'Achievement',
  'ApprenticeshipCertificate',
  'Assessment',
  'Assignment',
  'AssociateDegree',
  'Award',
  'Badge',
  'BachelorDegree',
  'Certificate',
  'CertificateOfCompletion',
  'Certification',
  'CommunityService',
  'Competency',
  'Course',
  'CoCurricular',
  'Degree',
  'Diploma',
  'DoctoralDegree',
  'Fieldwork',
  'GeneralEducationDevelopment',
  'JourneymanCertificate',
  'LearningProgram',
  'License',
  'Membership',
  'ProfessionalDoctorate',
  'QualityAssuranceCredential',
  'MasterCertificate',
  'MasterDegree',
  'MicroCredential',
  'ResearchDoctorate',
  'SecondarySchoolDiploma',
);

const targetType = vocabulary(
  'ceasn:Competency',
  'ceterms:Credential',
  'CFItem',
  'CFRubric',
  'CFRubricCriterion',
  'CFRubricCriterionLevel',
  'CTDL',
);

const resultType = vocabulary(
  'GradePointAverage',
  'LetterGrade',
  'Percent',
  'PerformanceLevel',
  'PredictedScore',
  'RawScore',
  'Result',
  'RubricCriterion',
  'RubricCriterionLevel',
  'RubricScore',
  'ScaledScore',
  'Status',
);

export const alignment = z.looseObject({
  type: types('Alignment'),
  targetName: text,
  targetUrl: uri,
  targetCode: text.optional(),
  targetDescription: text.optional(),
  targetFramework: text.optional(),
  targetType: targetType.optional(),
});

const criteria = z
  .looseObject({ id: uri.optional(), narrative: text.optional() })
  .refine((value) => value.id !== undefined || value.narrative !== undefined, 'must have an id or a narrative');

const rubricCriterionLevel = z.looseObject({
  id: uri,
  type: types('RubricCriterionLevel'),
  name: text,
  description: text.optional(),
  level: text.optional(),
  points: text.optional(),
  alignment: z.array(alignment).optional(),
});

const resultDescription = z
  .looseObject({
    id: uri,
    type: types('ResultDescription'),
    name: text,
    resultType,
    allowedValue: z.array(text).optional(),
    requiredLevel: uri.optional(),
    requiredValue: text.optional(),
    rubricCriterionLevel: z.array(rubricCriterionLevel).optional(),
    valueMin: text.optional(),
    valueMax: text.optional(),
    alignment: z.array(alignment).optional(),
  })
  .refine(
    (value) =>
      value.requiredLevel === undefined ||
      value.rubricCriterionLevel === undefined ||
      value.rubricCriterionLevel.some((level) => level.id === value.requiredLevel),
    { message: 'must be the id of one of the rubric levels', path: ['requiredLevel'] },
  );

const related = z.looseObject({
  id: uri,
  type: types('Related'),
  inLanguage: languageCode.optional(),
  version: text.optional(),
});

/** Achievement of Open Badges 3.0. */
export const achievement = z.looseObject({
  id: uri,
  type: types('Achievement'),
  name: text.min(1),
  description: text,
  criteria,
  achievementType: achievementType.optional(),
  alignment: z.array(alignment).optional(),
  creator: profile.optional(),
  creditsAvailable: z.number().optional(),
  endorsement: z.array(endorsementCredential).optional(),
  endorsementJwt: z.array(compactJws).optional(),
  fieldOfStudy: text.optional(),
  humanCode: text.optional(),
  image: image.optional(),
  inLanguage: languageCode.optional(),
  otherIdentifier: z.array(identifierEntry).optional(),
  related: z.array(related).optional(),
  resultDescription: z.array(resultDescription).optional(),
  specialization: text.optional(),
  tag: z.array(text).optional(),
  version: text.optional(),
});
