/** The largest page of badges that is given; asking for more gets this many. */
export const mostBadges = 100;

/**
 * The Link header of a page (Open Badges 3.0, Paging): first and last always, next while there is more, prev after the first page.
 *
 * @param address of the list, with whatever else was asked
 */
export function pageLinks(address: string, { limit, offset, total }: { limit: number; offset: number; total: number }): string {
  const to = (start: number, rel: string) => {
    const url = new URL(address);
    url.searchParams.set('limit', String(limit));
    url.searchParams.set('offset', String(start));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [to(0, 'first'), to(Math.max(0, Math.ceil(total / limit) - 1) * limit, 'last')];
  if (offset + limit < total) links.push(to(offset + limit, 'next'));
  if (offset > 0) links.push(to(Math.max(0, offset - limit), 'prev'));
  return links.join(', ');
}
