/** An area of a picture to be hidden, in pixels of the picture. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
  mode: 'cover' | 'blur';
}

export interface Size {
  width: number;
  height: number;
}

/** Pixels below which an area is a slip of the hand. */
const least = 4;
const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** The area between two points, whichever way it was drawn, inside of the picture; null for a slip of the hand. */
export function areaBetween(
  one: { x: number; y: number },
  other: { x: number; y: number },
  picture: Size,
  mode: Area['mode'],
): Area | null {
  const left = Math.floor(within(Math.min(one.x, other.x), 0, picture.width));
  const top = Math.floor(within(Math.min(one.y, other.y), 0, picture.height));
  const right = Math.ceil(within(Math.max(one.x, other.x), 0, picture.width));
  const bottom = Math.ceil(within(Math.max(one.y, other.y), 0, picture.height));
  const area = { x: left, y: top, width: right - left, height: bottom - top, mode };
  return area.width < least || area.height < least ? null : area;
}

/** An area in the middle, for those who do not draw. */
export function areaInMiddle({ width, height }: Size, mode: Area['mode']): Area {
  return { x: Math.floor(width * 0.4), y: Math.floor(height * 0.4), width: Math.ceil(width * 0.2), height: Math.ceil(height * 0.2), mode };
}

/** Moves an area, and stops at the picture's edges. */
export function moved(area: Area, by: { x: number; y: number }, { width, height }: Size): Area {
  return {
    ...area,
    x: Math.round(within(area.x + by.x, 0, width - area.width)),
    y: Math.round(within(area.y + by.y, 0, height - area.height)),
  };
}

/** Makes an area larger or smaller at its far corner, within the picture. */
export function resized(area: Area, by: { x: number; y: number }, { width, height }: Size): Area {
  return {
    ...area,
    width: Math.round(within(area.width + by.x, least, width - area.x)),
    height: Math.round(within(area.height + by.y, least, height - area.y)),
  };
}
