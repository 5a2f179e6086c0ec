import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import '@graphiql/plugin-explorer/style.css'
import './style.css'
import { explorerPlugin } from '@graphiql/plugin-explorer'
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql'
import { createRoot } from 'react-dom/client'
import { ActAs } from './act-as.tsx'
import { type Actor, fetchPeople, remembered } from './people.ts'
import { fetchOperations, toTabs } from './tabs.ts'

/** As whom the next operation is asked; null over anything but the sandbox. */
let actor: Actor | null = null
const plainFetcher = createGraphiQLFetcher({ url: new URL('graphql', document.baseURI).href })
const fetcher: typeof plainFetcher = (params, options) => {
  const authorization = actor?.token && { authorization: `Bearer ${actor.token}` }
  // What the visitor writes into the editor for headers comes first.
  return plainFetcher(params, { ...options, headers: { ...authorization, ...options?.headers } })
}
const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })]

/** Where GraphiQL keeps a visitor's tabs. */
const TABS_KEY = 'graphiql:tabState'

/** Starts the explorer in the page, with a tab for each example operation. */
async function start(container: Element): Promise<void> {
  const [operations, people] = await Promise.all([fetchOperations(), fetchPeople()])
  const tabs = toTabs(operations)
  actor = remembered(people)
  const [first] = tabs
  // On a first visit GraphiQL fills in the first tab's query, but not its variables; later it would take them for new ones.
  const isFirstVisit = localStorage.getItem(TABS_KEY) === null
  createRoot(container).render(
    <>
      {actor && (
        <ActAs
          people={people}
          first={actor}
          choose={(chosen) => {
            actor = chosen
          }}
        />
      )}
      <GraphiQL
        fetcher={fetcher}
        plugins={plugins}
        defaultEditorToolsVisibility="variables"
        {...(first && { defaultTabs: tabs })}
        {...(isFirstVisit && first?.variables && { initialVariables: first.variables })}
      />
    </>,
  )
}

const container = document.getElementById('explorer')
if (container) void start(container)
