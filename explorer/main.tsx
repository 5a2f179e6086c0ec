import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import '@graphiql/plugin-explorer/style.css'
import './style.css'
import { explorerPlugin } from '@graphiql/plugin-explorer'
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql'
import { createRoot } from 'react-dom/client'
import { fetchOperations, toTabs } from './tabs.ts'

const fetcher = createGraphiQLFetcher({ url: new URL('graphql', document.baseURI).href })
const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })]

/** Where GraphiQL keeps a visitor's tabs. */
const TABS_KEY = 'graphiql:tabState'

/** Starts the explorer in the page, with a tab for each example operation. */
async function start(container: Element): Promise<void> {
  const tabs = toTabs(await fetchOperations())
  const [first] = tabs
  // On a first visit GraphiQL fills in the first tab's query, but not its variables; later it would take them for new ones.
  const isFirstVisit = localStorage.getItem(TABS_KEY) === null
  createRoot(container).render(
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      defaultEditorToolsVisibility="variables"
      {...(first && { defaultTabs: tabs })}
      {...(isFirstVisit && first?.variables && { initialVariables: first.variables })}
    />,
  )
}

const container = document.getElementById('explorer')
if (container) void start(container)
