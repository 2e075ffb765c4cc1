// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets table semantics where CSS makes blocks of table parts
// biome-ignore-all lint/a11y/useSemanticElements: the same
import { Fragment, type ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import styles from './ScoringGuide.module.css';

export type ScoringLevel = {
  id: string;
  name: string;
  /** The passing rule lets this level pass. */
  passes: boolean;
  /** The key that chooses it, where keys do: shown beside its name. */
  shortcut?: string;
};

export type ScoringCriterion = {
  id: string;
  name: ReactNode;
  description?: ReactNode;
  /** What each level looks like in this criterion, by level id. */
  levels: Readonly<Record<string, ReactNode>>;
};

export type ScoringGuideProps = {
  /** Which part it judges; names the table. */
  caption: ReactNode;
  hideCaption?: boolean;
  /** Best first, as they are read. */
  levels: readonly ScoringLevel[];
  criteria: readonly ScoringCriterion[];
  /** The words that go with the marks. */
  words: { criterion: string; passes: string; chosen: string };
  /** The level set for each criterion, by criterion id. */
  chosen?: Readonly<Record<string, string | undefined>>;
  /** Makes every cell a choice: the evaluator's desk. Radio inputs are named `${name}-${criterion.id}`. */
  onChoose?: (criterionId: string, levelId: string) => void;
  name?: string;
  /** Something under a criterion's name: an evaluator's remark, links to evidence. */
  aside?: (criterionId: string) => ReactNode;
  /** Something under a criterion's levels, as wide as the guide: where an evaluator writes. */
  after?: (criterionId: string) => ReactNode;
  /** The criterion one is at: marked, and brought into view by whoever moves there. */
  current?: string | undefined;
  /** The id of a criterion's row, so that it can be scrolled to. */
  rowId?: (criterionId: string) => string;
};

/**
 * The published rubric: a row for each criterion, a column for each level, and which levels pass.
 * A real table where there is room and in print; in narrow places each criterion becomes a short list of its levels.
 */
export function ScoringGuide({
  caption,
  hideCaption,
  levels,
  criteria,
  words,
  chosen,
  onChoose,
  name = 'level',
  aside,
  after,
  current,
  rowId,
}: ScoringGuideProps) {
  const table = (
    <table role="table" className={styles.guide} data-levels={levels.length}>
      <caption className={hideCaption ? 'visually-hidden' : styles.caption}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className={styles.corner}>
            {words.criterion}
          </th>
          {levels.map((level) => (
            <th role="columnheader" scope="col" key={level.id} className={cx(level.passes && styles.passes)}>
              {level.name}
              {level.passes && (
                <span className={styles.mark}>
                  <Icon name="check" size={16} /> {words.passes}
                </span>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {criteria.map((criterion) => (
          <Fragment key={criterion.id}>
            <tr
              role="row"
              id={rowId?.(criterion.id)}
              className={cx(current === criterion.id && styles.current, after && styles.followed)}
              {...(current === criterion.id && { 'aria-current': true })}
            >
              <th role="rowheader" scope="row" className={styles.criterion}>
                <span className={styles.name}>{criterion.name}</span>
                {criterion.description && <span className={styles.description}>{criterion.description}</span>}
                {aside?.(criterion.id)}
              </th>
              {levels.map((level) => {
                const isChosen = chosen?.[criterion.id] === level.id;
                const content = (
                  <>
                    <span className={styles.level}>
                      <span>
                        {level.shortcut && <kbd className={styles.shortcut}>{level.shortcut}</kbd>}
                        {level.name}
                      </span>
                      {level.passes && (
                        <span className={styles.mark}>
                          <Icon name="check" size={16} /> {words.passes}
                        </span>
                      )}
                    </span>
                    <span className={styles.text}>{criterion.levels[level.id]}</span>
                    {isChosen && (
                      <span className={styles.chosenMark}>
                        <Icon name="seal" size={16} /> {words.chosen}
                      </span>
                    )}
                  </>
                );
                return (
                  <td
                    role="cell"
                    key={level.id}
                    className={cx(level.passes && styles.passes, isChosen && styles.chosen, onChoose && styles.choosable)}
                  >
                    {onChoose ? (
                      <label className={styles.choice}>
                        <input
                          type="radio"
                          name={`${name}-${criterion.id}`}
                          value={level.id}
                          checked={isChosen}
                          onChange={() => onChoose(criterion.id, level.id)}
                          className={styles.radio}
                        />
                        <span>{content}</span>
                      </label>
                    ) : (
                      content
                    )}
                  </td>
                );
              })}
            </tr>
            {after && (
              <tr role="row" className={cx(styles.after, current === criterion.id && styles.current)}>
                <td role="cell" colSpan={levels.length + 1}>
                  {after(criterion.id)}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
  return <div className={styles.frame}>{table}</div>;
}
