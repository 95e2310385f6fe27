import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// One page, and a piece for each desk: who sits at one desk loads no other.
export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    manifest: true,
    reportCompressedSize: false,
  },
});
