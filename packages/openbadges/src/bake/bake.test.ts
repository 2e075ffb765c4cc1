import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bakePng, unbakePng } from './png.ts';
import { bakeSvg, unbakeSvg } from './svg.ts';
import { unbake } from './unbake.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const badge = JSON.stringify({ name: 'Datenkompetenz — «Stufe 2» ]]> & <b>', type: ['OpenBadgeCredential'] });
const jws = 'eyJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length, 0);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

/** One white pixel, with any further chunks. */
function aPng(...chunks: Buffer[]): Uint8Array {
  const header = Buffer.from('00000001000000010800000000', 'hex');
  const pixels = chunk('IDAT', deflateSync(Buffer.from([0, 255])));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), ...chunks, pixels, chunk('IEND', Buffer.alloc(0))]);
}

const aSvg =
  '<?xml version="1.0"?>\n<!-- drawn > by hand -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<rect width="9"/></svg>';

describe('a baked PNG', () => {
  it.each([badge, jws])('gives back the badge that was put in', (text) => {
    expect(unbake(bakePng(aPng(), text))).toBe(text);
  });

  it('keeps the picture and holds one badge, the last one', () => {
    const twice = bakePng(bakePng(aPng(), jws), badge);
    expect(twice).toEqual(bakePng(aPng(), badge));
    expect(unbakePng(twice)).toBe(badge);
  });

  it('gives back an Open Badges 2.0 assertion, compressed or plain', () => {
    const compressed = Buffer.concat([Buffer.from('openbadges\0\x01\0\0\0', 'latin1'), deflateSync(badge)]);
    expect(unbakePng(aPng(chunk('iTXt', compressed)))).toBe(badge);
    expect(unbakePng(aPng(chunk('tEXt', Buffer.from(`openbadges\0${jws}`, 'latin1'))))).toBe(jws);
  });

  it('is refused when a bit of any chunk has flipped', () => {
    const baked = bakePng(aPng(), badge);
    fc.assert(
      fc.property(fc.integer({ min: 8, max: baked.length - 1 }), fc.integer({ min: 0, max: 7 }), (position, bit) => {
        const damaged = Uint8Array.from(baked);
        damaged[position] = (damaged[position] as number) ^ (1 << bit);
        expect(() => bakePng(damaged, badge)).toThrowError(refusal('image-malformed'));
      }),
    );
  });

  it('is refused when compressed text would unpack to a flood', () => {
    const flood = Buffer.concat([Buffer.from('openbadges\0\x01\0\0\0', 'latin1'), deflateSync(Buffer.alloc(30_000_000))]);
    expect(() => unbakePng(aPng(chunk('iTXt', flood)))).toThrowError(refusal('image-malformed'));
  });

  it('is refused when it promises a chunk longer than the file', () => {
    const cut = aPng().subarray(0, 40);
    expect(() => unbakePng(cut)).toThrowError(refusal('image-malformed'));
  });
});

describe('a baked SVG', () => {
  it.each([badge, jws])('gives back the badge that was put in', (text) => {
    expect(unbake(Buffer.from(bakeSvg(aSvg, text)))).toBe(text);
  });

  it('gives back any badge', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (value) => {
        const text = JSON.stringify(value);
        expect(unbakeSvg(bakeSvg(aSvg, text))).toBe(text);
      }),
    );
  });

  it('keeps the picture and holds one badge, the last one', () => {
    const twice = bakeSvg(bakeSvg(aSvg, jws), badge);
    expect(twice).toBe(bakeSvg(aSvg, badge));
    expect(twice).toContain('<rect width="9"/></svg>');
  });

  it('may have an empty root', () => {
    expect(unbakeSvg(bakeSvg('<svg xmlns="http://www.w3.org/2000/svg"/>', badge))).toBe(badge);
  });

  it('may have written its badge with entities, or have it in verify', () => {
    const written = '<svg><openbadges:assertion>{&quot;a&quot;:&quot;&amp;lt;&quot;}</openbadges:assertion></svg>';
    expect(unbakeSvg(written)).toBe('{"a":"&lt;"}');
    expect(unbakeSvg(`<svg><openbadges:credential verify='${jws}'/></svg>`)).toBe(jws);
  });

  it('is refused with a document type that declares entities', () => {
    expect(() => unbakeSvg('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>')).toThrowError(refusal('image-unsupported'));
  });

  it('takes no longer than its length, however it is built', () => {
    const many = `<svg>${'<openbadges:credential '.repeat(200_000)}`;
    expect(() => unbakeSvg(many)).toThrowError(refusal('image-without-badge'));
    expect(() => unbakeSvg(`${'<!--'.repeat(200_000)}`)).toThrowError(refusal('image-unsupported'));
    expect(() => unbakeSvg(`<svg ${'a="b" '.repeat(200_000)}`)).toThrowError(refusal('image-unsupported'));
  });
});

describe('an image without badge', () => {
  it('is told from what is no image', () => {
    expect(() => unbake(aPng())).toThrowError(refusal('image-without-badge'));
    expect(() => unbake(Buffer.from(aSvg))).toThrowError(refusal('image-without-badge'));
    expect(() => unbake(Buffer.from('GIF89a'))).toThrowError(refusal('image-unsupported'));
    expect(() => bakePng(Buffer.from('GIF89a'), badge)).toThrowError(refusal('image-unsupported'));
    expect(() => bakeSvg('<html></html>', badge)).toThrowError(refusal('image-unsupported'));
  });
});
