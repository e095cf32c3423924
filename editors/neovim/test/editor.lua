--- A whole Neovim of its own, with its own folders and init file, driven as by a person: keys go in
--- through nvim_input, and what its client shows is read back. e2e.lua is written in these words.

local Editor = {}
Editor.__index = Editor

--- Runs the event loop until the predicate returns something true, which is returned.
--- @param what string said when it never does
--- @param predicate fun(): any
function Editor.wait(what, predicate)
  local found
  local held = vim.wait(10000, function()
    found = predicate()
    return found
  end, 10)
  return held and found or error('waited in vain: ' .. what, 0)
end

--- Starts one; `init` is the text of its init.lua.
--- @param folder string an empty folder of its own: home, settings, logs
--- @param init string
function Editor.start(folder, init)
  vim.fn.mkdir(folder .. '/config/nvim', 'p')
  vim.fn.writefile(vim.split(init, '\n'), folder .. '/config/nvim/init.lua')
  local self = setmetatable({ folder = folder }, Editor)
  self.channel = vim.fn.jobstart({ vim.v.progpath, '--embed', '--headless', '-n' }, {
    rpc = true,
    env = {
      HOME = folder,
      XDG_CONFIG_HOME = folder .. '/config',
      XDG_DATA_HOME = folder .. '/data',
      XDG_STATE_HOME = folder .. '/state',
      XDG_CACHE_HOME = folder .. '/cache',
    },
    on_exit = function(_, status) self.status = status end,
  })
  assert(self.channel > 0, 'Neovim does not start')
  return self
end

--- Runs Lua in the editor.
function Editor:lua(code, ...)
  return vim.rpcrequest(self.channel, 'nvim_exec_lua', code, { ... })
end

--- Types keys, in Vim's notation.
function Editor:type(keys)
  while #keys > 0 do
    keys = keys:sub(vim.rpcrequest(self.channel, 'nvim_input', keys) + 1)
  end
end

--- Types keys of normal mode that open a prompt, waits for it, and answers.
function Editor:answer(keys, answer)
  self:type(keys)
  Editor.wait('a prompt', function()
    local state = vim.rpcrequest(self.channel, 'nvim_get_mode')
    return state.blocking or state.mode == 'c' -- before 0.12 the one, since then the other
  end)
  self:type(answer)
end

--- The text of the buffer in front, as it would be written.
function Editor:text()
  return self:lua([[return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n']])
end

--- What is shown of the buffer in front: for each diagnostic, in order, code, line and the text it underlines.
--- @return string[] such as 'repeated-word 3 the the'
function Editor:findings()
  return self:lua([[
    local all = vim.diagnostic.get(0)
    table.sort(all, function(a, b) return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col) end)
    return vim.tbl_map(function(d)
      local text = vim.api.nvim_buf_get_text(0, d.lnum, d.col, d.end_lnum, d.end_col, {})
      return ('%s %d %s'):format(d.code, d.lnum + 1, table.concat(text, '\n'))
    end, all)
  ]])
end

--- Waits until exactly these findings are shown.
--- @param expected string[] as findings() returns them
function Editor:shows(expected)
  self:becomes('findings', expected, function() return self:findings() end)
end

--- Waits until the buffer in front is this text.
--- @param expected string
function Editor:reads(expected)
  self:becomes('text', expected, function() return self:text() end)
end

--- Waits until a value is what is expected; fails with both.
function Editor:becomes(what, expected, current)
  local value
  local held = pcall(Editor.wait, what, function()
    value = current()
    return vim.deep_equal(value, expected)
  end)
  if not held then error(('%s: expected\n%s\nbut there is\n%s'):format(what, vim.inspect(expected), vim.inspect(value)), 0) end
end

--- The processes started by this editor, which are its servers.
--- @return integer[]
function Editor:servers()
  return self:lua('return vim.api.nvim_get_proc_children(vim.fn.getpid())')
end

--- Types keys that end the editor and waits for the end.
--- @return integer status
function Editor:leave(keys)
  self:type(keys)
  return Editor.wait('the end of Neovim', function() return self.status end)
end

--- What the editor and its client have logged, for a failed test.
function Editor:log()
  local log = self.folder .. '/state/nvim/lsp.log'
  local lines = vim.fn.filereadable(log) == 1 and vim.fn.readfile(log, '', -20) or {}
  if not self.status then table.insert(lines, 1, vim.rpcrequest(self.channel, 'nvim_exec2', 'messages', { output = true }).output) end
  return table.concat(lines, '\n')
end

--- Ends the editor whatever its state.
function Editor:kill()
  if not self.status then vim.fn.jobstop(self.channel) end
end

return Editor
