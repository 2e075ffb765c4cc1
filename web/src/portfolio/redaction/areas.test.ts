import { describe, expect, it } from 'vitest';
import { areaBetween, areaInMiddle, moved, resized } from './areas.ts';

const picture = { width: 400, height: 300 };

describe('areas to be hidden in a picture', () => {
  it('are drawn either way, and end at the edges', () => {
    const area = { x: 10, y: 20, width: 90, height: 80, mode: 'cover' };
    expect(areaBetween({ x: 10, y: 20 }, { x: 100, y: 100 }, picture, 'cover')).toEqual(area);
    expect(areaBetween({ x: 100, y: 100 }, { x: 10, y: 20 }, picture, 'cover')).toEqual(area);
    expect(areaBetween({ x: -50, y: 290 }, { x: 30, y: 900 }, picture, 'blur')).toEqual({
      x: 0,
      y: 290,
      width: 30,
      height: 10,
      mode: 'blur',
    });
  });

  it('are none where the hand slipped', () => {
    expect(areaBetween({ x: 10, y: 10 }, { x: 12, y: 200 }, picture, 'cover')).toBeNull();
  });

  it('cover every pixel that they touch', () => {
    expect(areaBetween({ x: 10.6, y: 10.6 }, { x: 20.2, y: 20.2 }, picture, 'cover')).toMatchObject({
      x: 10,
      y: 10,
      width: 11,
      height: 11,
    });
  });

  it('are moved and made larger within the picture only', () => {
    const area = areaInMiddle(picture, 'blur');
    expect(moved(area, { x: 1000, y: -1000 }, picture)).toMatchObject({ x: 320, y: 0, width: 80, height: 60 });
    expect(resized(area, { x: 1000, y: -1000 }, picture)).toMatchObject({ width: 240, height: 4 });
  });
});
