-- Typed in a real Neovim: a grant to ICE, what is underlined, hover, the fix, save. Prints JSON lines.
local python, day = vim.env.LSP_PYTHON, vim.env.LSP_DAY

local function say(name, value)
  io.stdout:write(vim.json.encode({ name, value }), "\n")
end

local function until_(what, holds)
  if not vim.wait(120000, holds, 20) then
    say("gave up", what)
    vim.cmd("cquit 1")
  end
end

local function codes(severity)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0, { severity = severity })) do
    table.insert(found, { one.code or one.user_data.lsp.code, one.lnum + 1 })
  end
  table.sort(found, function(a, b) return a[2] < b[2] or (a[2] == b[2] and a[1] < b[1]) end)
  return found
end

local id = vim.lsp.start_client({
  name = "lprpolicy",
  cmd = { python, "-m", "lprpolicy", "lsp", "--as-of", day },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(0, id)
until_("findings of the file as it is", function() return #vim.diagnostic.get(0) > 0 end)
say("before", codes(vim.diagnostic.severity.ERROR))

local line = vim.fn.search("^  grants:")
vim.api.nvim_buf_set_lines(0, line, line, false, { "    - to: us/ice", "      mode: standing" })
until_("an error", function() return #codes(vim.diagnostic.severity.ERROR) > 0 end)
say("typed", codes(vim.diagnostic.severity.ERROR))
say("grant", line + 1)

vim.api.nvim_win_set_cursor(0, { line + 1, 12 })
local told = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(), 60000)
say("hover", told[id].result.contents.value)

local asked = vim.lsp.util.make_range_params()
asked.context = { diagnostics = {} }
local offered = vim.lsp.buf_request_sync(0, "textDocument/codeAction", asked, 60000)
local action = offered[id].result[1]
say("action", action.title)
vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
until_("no error", function() return #codes(vim.diagnostic.severity.ERROR) == 0 end)
vim.cmd("silent write")
say("saved", codes(vim.diagnostic.severity.ERROR))
vim.lsp.stop_client(id)
vim.cmd("qall!")
