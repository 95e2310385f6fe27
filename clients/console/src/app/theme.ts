import { createTheme } from '@mantine/core';

// The machine's own letters: nothing is fetched, and ə, ğ, ı are in all of them.
export const theme = createTheme({
  primaryColor: 'teal',
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  headings: { fontFamily: 'inherit' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
});
