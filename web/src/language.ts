/** What the scripts themselves say; pages bring all other texts. */

const ENGLISH = {
  suggestions: (count: number) => (count === 1 ? "1 suggestion" : `${count} suggestions`),
  noSuggestions: "No suggestions",
  filter: "Filter rows",
  copied: "Copied",
  keys: "Keys",
  close: "Close",
  keySearch: "Go to the search field",
  keyHelp: "Show this list",
  keySuggestions: "In the search field: choose a suggestion",
  keyEscape: "Close suggestions or this list",
  keyRun: "In the SPARQL editor: run the query",
  keyComplete: "In the SPARQL editor: complete the word",
  keyLeave: "In the SPARQL editor: leave it",
  asText: "Show as text",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  wholeGraph: "Show the whole graph",
  fullScreen: "Full screen, or back",
  graph: (nodes: number, edges: number) => `Graph of ${nodes} nodes and ${edges} links`,
  chart: "Chart",
};

type Texts = typeof ENGLISH;

const CHINESE: Texts = {
  suggestions: (count) => `${count} 条建议`,
  noSuggestions: "没有建议",
  filter: "筛选行",
  copied: "已复制",
  keys: "快捷键",
  close: "关闭",
  keySearch: "转到搜索框",
  keyHelp: "显示此列表",
  keySuggestions: "在搜索框中：选择建议",
  keyEscape: "关闭建议或此列表",
  keyRun: "在 SPARQL 编辑器中：运行查询",
  keyComplete: "在 SPARQL 编辑器中：补全词语",
  keyLeave: "在 SPARQL 编辑器中：离开编辑器",
  asText: "以文字显示",
  zoomIn: "放大",
  zoomOut: "缩小",
  wholeGraph: "显示全图",
  fullScreen: "全屏或退出全屏",
  graph: (nodes, edges) => `关系图：${nodes} 个节点，${edges} 条连线`,
  chart: "图表",
};

export const language: "en" | "zh" = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
export const texts: Texts = language === "zh" ? CHINESE : ENGLISH;
