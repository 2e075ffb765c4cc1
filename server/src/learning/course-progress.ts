import type { CourseDefinition, Unit } from './course-definition.ts';

/** A resource by its unit and its own id. */
export interface ResourceKey {
  unitId: string;
  resourceId: string;
}

/** How far one has come. */
export interface CourseProgress {
  units: { unitId: string; done: number; asked: number; complete: boolean }[];
  done: number;
  asked: number;
  complete: boolean;
}

/** What a unit asks for: its required resources, or all where none is required. */
const askedOf = (unit: Unit) => {
  const required = unit.resources.filter((resource) => resource.required);
  return required.length ? required : unit.resources;
};

/**
 * How far one has come in a course: a unit is complete when every required resource is done (where none is required: every one),
 * the course when all units are. What was done of an earlier version counts where the same unit and resource are still there.
 */
export function progressIn(course: CourseDefinition, completed: readonly ResourceKey[]): CourseProgress {
  const done = new Set(completed.map(({ unitId, resourceId }) => `${unitId}/${resourceId}`));
  const units = course.units.map((unit) => {
    const asked = askedOf(unit);
    const count = asked.filter((resource) => done.has(`${unit.id}/${resource.id}`)).length;
    return { unitId: unit.id, done: count, asked: asked.length, complete: count === asked.length };
  });
  const sum = (of: 'done' | 'asked') => units.reduce((total, unit) => total + unit[of], 0);
  return { units, done: sum('done'), asked: sum('asked'), complete: units.every(({ complete }) => complete) };
}

/**
 * Where to go on: at the resource opened last while it is not done, else at the first that is asked for and not done after it,
 * else at the first one not done at all; null when nothing is left.
 */
export function nextIn(course: CourseDefinition, completed: readonly ResourceKey[], left: ResourceKey | null): ResourceKey | null {
  const done = new Set(completed.map(({ unitId, resourceId }) => `${unitId}/${resourceId}`));
  const all = course.units.flatMap((unit) => {
    const asked = askedOf(unit);
    return unit.resources.map((resource) => ({ unitId: unit.id, resourceId: resource.id, asked: asked.includes(resource) }));
  });
  const key = (one: ResourceKey) => `${one.unitId}/${one.resourceId}`;
  const at = left ? all.findIndex((one) => key(one) === key(left)) : -1;
  const open = (one: ResourceKey) => !done.has(key(one));
  const found =
    (at >= 0 && all[at] && open(all[at]) ? all[at] : undefined) ??
    all.slice(at + 1).find((one) => one.asked && open(one)) ??
    all.find((one) => one.asked && open(one)) ??
    all.find(open);
  return found ? { unitId: found.unitId, resourceId: found.resourceId } : null;
}
