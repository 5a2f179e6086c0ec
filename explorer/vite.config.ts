import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Builds the explorer into `dist/explorer`: every script, worker, style and font a file of ours. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  esbuild: { jsx: 'automatic' },
  resolve: { dedupe: ['graphql', 'react', 'react-dom'] },
  // The language workers share code.
  worker: { format: 'es' },
  build: {
    outDir: '../dist/explorer',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    // The editor is one large thing; it is loaded once and kept.
    chunkSizeWarningLimit: 10_000,
    rollupOptions: {
      onwarn(warning, warn) {
        // `"use client"` speaks to servers that render; here everything is a client.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning)
      },
    },
  },
})
