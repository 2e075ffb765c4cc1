import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Two builds: `vite build` for browsers (dist/client), `vite build --ssr` for the server's rendering (dist/server). */
export default defineConfig(({ isSsrBuild }) => ({
  root: import.meta.dirname,
  publicDir: isSsrBuild ? false : 'public',
  plugins: [react()],
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
