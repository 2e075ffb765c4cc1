import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Our own look-book: `npx vite --config web/src/ui/gallery/vite.config.ts`. Never part of what ships. */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '/tmp/brevet-gallery',
  plugins: [react()],
  server: { port: 5199, fs: { allow: ['../../../..'] } },
  build: { outDir: '/tmp/brevet-gallery-build', emptyOutDir: true },
});
