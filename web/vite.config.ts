import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Styles come in several files whose order depends on how the code is split. Each names the order of the layers first, so that
 * the first file to arrive, whichever it is, settles it for all.
 */
const layerOrder: Plugin = {
  name: 'layer-order',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = `@layer reset,base,ui,page;${String(file.source)}`;
    }
  },
};

/** Scripts and styles stand beside their compressed selves, so that no request waits for a compressor and slow lines carry a third. */
const precompressed: Plugin = {
  name: 'precompressed',
  writeBundle({ dir = '' }) {
    const folder = join(dir, 'assets');
    for (const name of readdirSync(folder).filter((name) => /\.(js|css|svg)$/.test(name))) {
      const bytes = readFileSync(join(folder, name));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
    }
  },
};

/** Two builds: `vite build` for browsers (dist/client), `vite build --ssr` for the server's rendering (dist/server). */
export default defineConfig(({ isSsrBuild }) => ({
  root: import.meta.dirname,
  publicDir: isSsrBuild ? false : 'public',
  plugins: [react(), layerOrder, ...(isSsrBuild ? [] : [precompressed])],
  // else the server would render with React's development build, four times slower
  ...(isSsrBuild && { define: { 'process.env.NODE_ENV': '"production"' } }),
  build: {
    target: 'es2023',
    outDir: `${process.env.BREVET_WEB ?? 'dist'}/${isSsrBuild ? 'server' : 'client'}`,
    emptyOutDir: true,
    manifest: !isSsrBuild,
    sourcemap: false,
    assetsInlineLimit: 0, // the content security policy allows no data: fonts or scripts
    rolldownOptions: {
      input: isSsrBuild ? 'src/entry-server.tsx' : ['src/entry-public.tsx', 'src/entry-app.tsx', 'src/entry-theme.ts'],
      ...(isSsrBuild ? { output: { entryFileNames: 'entry-server.js' } } : {}),
    },
  },
  ssr: { noExternal: true },
}));
