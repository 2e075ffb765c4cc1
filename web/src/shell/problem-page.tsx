import type { PageHead } from './public-page.ts';

interface ProblemData {
  problem: { status: number; title: string; detail: string };
}

/** What stands where a page could not be shown. */
export function Page({ data }: { data: ProblemData }) {
  return (
    <main>
      <h1>{data.problem.title}</h1>
      <p>{data.problem.detail}</p>
      <p>
        <a href="/">Brevet</a>
      </p>
    </main>
  );
}

export function head(data: ProblemData): PageHead {
  return { title: data.problem.title, description: data.problem.detail, path: '/', indexed: false };
}
