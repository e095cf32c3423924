-- Prints what Neovim's client shows of the file in front, for try.sh without a terminal: each
-- finding, and the titles offered for it by vim.lsp.buf.code_action(), the preferred one starred.

local buffer = vim.api.nvim_get_current_buf()
local severities = { 'error', 'warning', 'information', 'hint' }

--- To standard output; Neovim's own print() goes to standard error.
local function print(line) io.stdout:write(line, '\n') end

local function wait(what, predicate)
  assert(vim.wait(30000, predicate, 10), 'waited in vain for ' .. what)
end

--- What the chooser offers with the cursor at a position.
local function titles(line, column)
  local lines
  vim.ui.select = function(actions, options)
    lines = vim.tbl_map(function(choice)
      return ('    %s %s'):format(choice.action.isPreferred and '★' or '·', options.format_item(choice))
    end, actions)
  end
  vim.notify = function() lines = {} end -- "No code actions available"
  vim.api.nvim_win_set_cursor(0, { line + 1, column })
  vim.lsp.buf.code_action()
  wait('quick fixes', function() return lines end)
  return lines
end

local function show()
  local filetype = vim.bo[buffer].filetype
  assert(vim.tbl_contains(require('postedit').config().filetypes, filetype), 'files of type ' .. filetype .. ' are not checked')
  local checked = false
  vim.api.nvim_create_autocmd('DiagnosticChanged', { buffer = buffer, callback = function() checked = true end })
  wait('the server', function() return #vim.lsp.get_clients({ bufnr = buffer, name = 'postedit' }) > 0 end)
  wait('the first check', function() return checked or #vim.diagnostic.get(buffer) > 0 end)

  local found = vim.diagnostic.get(buffer)
  table.sort(found, function(a, b) return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col) end)
  for _, finding in ipairs(found) do
    local line = vim.api.nvim_buf_get_lines(buffer, finding.lnum, finding.lnum + 1, true)[1]
    local column = vim.fn.strchars(line:sub(1, finding.col)) + 1
    print(('%d:%d %s %s %s'):format(finding.lnum + 1, column, severities[finding.severity], finding.code, finding.message))
    for _, title in ipairs(titles(finding.lnum, finding.col)) do print(title) end
  end
  print(#found == 1 and '1 finding' or #found .. ' findings')
end

local ok, problem = pcall(show)
if not ok then io.stderr:write('Neovim: ', tostring(problem), '\n') end
vim.cmd(ok and 'qall!' or 'cquit')
