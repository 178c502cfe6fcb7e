import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/ibm-plex-sans/wght.css';
import '@fontsource/ibm-plex-mono/latin-400.css';
import '@fontsource/ibm-plex-mono/latin-600.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/table.css';
import './styles/tree.css';
import './styles/compare.css';
import './styles/inspector.css';
import './styles/views.css';
import './styles/mapping.css';
import './styles/plan.css';
import './styles/trace.css';
import './styles/regions.css';
import './styles/heartbeats.css';
import './styles/audit.css';
import { App } from './App.tsx';
import { start } from './store/start.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
start();
