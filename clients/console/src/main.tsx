import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles.css';
import './app/theme.css';

import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/App.tsx';
import { keepFilesHere } from './app/offline.ts';
import { theme } from './app/theme.ts';
import { mayPass, problemOf } from './calls/problem.ts';
import { WordsProvider } from './words/words.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && mayPass(problemOf(error)) && problemOf(error).trouble !== 'session-over',
    },
    mutations: { networkMode: 'always' },
  },
});

// No style is written into the page by script: variables stand in a file (default-css-variables.css), as the Content-Security-Policy asks.
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queries}>
        <WordsProvider>
          <App />
        </WordsProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
keepFilesHere();
