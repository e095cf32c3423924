--- End-to-end test of the plugin and the server in a real Neovim, typed at as by a person.
---
---   nvim --clean -l e2e.lua POSTEDIT
---
--- POSTEDIT is the absolute path of the program. Everything is done once for each way in which people
--- load the plugin. The last line is `N passed, N failed`; run.sh runs this in all versions of Neovim.

local postedit = assert(arg[1], 'usage: nvim --clean -l e2e.lua POSTEDIT')
local here = vim.fs.dirname(vim.uv.fs_realpath(arg[0]))
local plugin = vim.fs.dirname(here)
local Editor = dofile(here .. '/editor.lua')
local managed = vim.fn.has('nvim-0.11') == 1

--- A finding stands in the samples as `[code|underlined text]`.
local article = [[
The new library

At the 🎉 opening (开幕) the mayor [repeated-word|warmly warmly] promised longer hours, and Lian Haobo thanked
her for it. Lian Haobo has led the building works since spring.

"It was a good year," said [inconsistent-name|Lian Hao Bo]. The 📚 shelves came late, but Lian Haobo did not mind.
On Monday [inconsistent-name|Lian Hao Bo] will hand over the keys.
]]
local notes = [[
# Notes

- Ask the mayor about [repeated-word|the the] café.
- The command `cat cat` is none of our business.
]]

--- A sample's plain text and its findings as Editor:findings() gives them.
local function expectations(sample)
  local findings, plain, line = {}, {}, 0
  for marked in vim.gsplit(vim.trim(sample), '\n') do
    line = line + 1
    plain[line] = marked:gsub('%[([%l-]+)|([^%]]+)%]', function(code, text)
      findings[#findings + 1] = ('%s %d %s'):format(code, line, text)
      return text
    end)
  end
  return table.concat(plain, '\n') .. '\n', findings
end

local function equal(expected, got, what)
  assert(vim.deep_equal(expected, got), ('%s: expected %s, got %s'):format(what, vim.inspect(expected), vim.inspect(got)))
end

--- The ways to load the plugin: an init.lua each.
local on_path = ("vim.env.PATH = %q .. ':' .. vim.env.PATH\n"):format(vim.fs.dirname(postedit))
local on_runtimepath = ('vim.opt.runtimepath:prepend(%q)\n'):format(plugin)
local ways = {
  { name = 'installed as a package', init = on_path, package = true },
  { name = 'setup()', reports_exit = true, init = on_runtimepath
    .. ("require('postedit').setup({ cmd = %q, settings = { rules = {} }, on_exit = function(status) vim.g.server_status = status end })"):format(postedit) },
}
if managed then
  table.insert(ways, {
    name = 'vim.lsp.enable()',
    init = on_path .. on_runtimepath .. "vim.g.loaded_postedit = 1\nvim.lsp.enable('postedit')",
  })
end

--- The keys that Neovim has of itself from 0.11 on.
local keys = managed and '' or [[

vim.keymap.set('n', 'gra', vim.lsp.buf.code_action)
vim.keymap.set('n', 'grr', vim.lsp.buf.references)
vim.keymap.set('n', 'grn', vim.lsp.buf.rename)
]]
local keys_of = { hover = 'K', references = 'grr', rename = 'grn' }

--- A folder with a project in it and an editor that has the article open.
local function open(way)
  local folder = vim.fn.tempname() .. ' with spaces'
  local project = folder .. '/project'
  vim.fn.mkdir(project .. '/.git', 'p')
  vim.fn.writefile(vim.split(expectations(article), '\n'), project .. '/article.txt', 'b')
  vim.fn.writefile(vim.split(expectations(notes), '\n'), project .. '/notes.md', 'b')
  if way.package then
    local pack = folder .. '/data/nvim/site/pack/any/start'
    vim.fn.mkdir(pack, 'p')
    vim.uv.fs_symlink(plugin, pack .. '/postedit')
  end
  local editor = Editor.start(folder, way.init .. keys)
  editor.project = project
  editor:type(':edit ' .. vim.fn.fnameescape(project .. '/article.txt'):gsub('<', '<lt>') .. '<CR>')
  return editor
end

--- Puts the cursor on the first finding of a code, as `]d` would.
local function go_to(editor, code)
  editor:lua([[
    local code = ...
    local found = vim.tbl_filter(function(d) return d.code == code end, vim.diagnostic.get(0))
    table.sort(found, function(a, b) return a.lnum < b.lnum end)
    vim.api.nvim_win_set_cursor(0, { found[1].lnum + 1, found[1].col })
  ]], code)
end

--- Applies the one quick fix whose title matches.
local function fix(editor, code, title)
  go_to(editor, code)
  editor:lua([[
    local title = ...
    vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title:find(title) ~= nil end })
  ]], title)
end

--- Ends the client as `:lua` in the editor can.
local function stop(editor)
  editor:lua([[
    local client = vim.lsp.get_clients({ name = 'postedit' })[1]
    if vim.fn.has('nvim-0.11') == 1 then client:stop() else client.stop() end
  ]])
end

local function gone(process)
  return vim.uv.kill(process, 0) == nil
end

local tests = {}
local function test(name, run) table.insert(tests, { name = name, run = run }) end

test('findings stand on the right words', function(editor, text, findings)
  editor:reads(text)
  editor:shows(findings)
  equal({ 'postedit' }, editor:lua([[
    local sources = {}
    for _, d in ipairs(vim.diagnostic.get(0)) do sources[d.source] = true end
    return vim.tbl_keys(sources)
  ]]), 'source')
  equal(vim.uv.fs_realpath(editor.project), vim.uv.fs_realpath(editor:lua([[
    return vim.lsp.get_clients({ name = 'postedit' })[1].config.root_dir
  ]])), 'root')
end)

test('a repeat is flagged as it is typed, and no more once it is gone', function(editor, text, findings)
  editor:shows(findings)
  editor:type('GoIn the 🚌 bus they waited waited for an hour.<Esc>')
  editor:reads(text .. 'In the 🚌 bus they waited waited for an hour.\n')
  editor:shows(vim.list_extend({ unpack(findings) }, { 'repeated-word 8 waited waited' }))
  editor:type('^6wcwhalf<Esc>')
  editor:reads(text .. 'In the 🚌 bus they waited half for an hour.\n')
  editor:shows(findings)
end)

test('the preferred fix removes the repeat; undo brings it back', function(editor, text, findings)
  editor:shows(findings)
  go_to(editor, 'repeated-word')
  editor:answer('gra', '1<CR>')
  editor:reads((text:gsub('warmly warmly', 'warmly')))
  editor:shows({ unpack(findings, 2) })
  editor:type('u')
  editor:reads(text)
  editor:shows(findings)
end)

test('one fix mends a name everywhere', function(editor, text, findings)
  editor:shows(findings)
  fix(editor, 'inconsistent-name', '^Use "Lian Haobo" everywhere')
  editor:reads((text:gsub('Lian Hao Bo', 'Lian Haobo')))
  editor:shows({ findings[1] })
end)

test('a second file has its own findings, in the same server', function(editor, _, findings)
  editor:shows(findings)
  editor:type(':edit ' .. vim.fn.fnameescape(editor.project .. '/notes.md') .. '<CR>')
  local text, of_notes = expectations(notes)
  editor:reads(text)
  editor:shows(of_notes)
  equal(1, #editor:servers(), 'servers')
  editor:type(':bprevious<CR>')
  editor:shows(findings)
end)

test('an answer is written down at once, and holds in every file of the project', function(editor, _, findings)
  editor:shows(findings)
  fix(editor, 'repeated-word', '^This repeat is intended')
  editor:shows({ unpack(findings, 2) })
  equal({ 'repeat: warmly warmly' }, vim.fn.readfile(editor.project .. '/postedit-names.txt'), 'file')
  -- No buffer was made for it that would have to be saved.
  equal(1, editor:lua('return #vim.fn.getbufinfo()'), 'buffers')
  local text, rest = expectations('They warmly warmly believed that [repeated-word|the the] ferry would come.')
  vim.fn.writefile(vim.split(text, '\n'), editor.project .. '/second.txt', 'b')
  editor:type(':edit ' .. vim.fn.fnameescape(editor.project .. '/second.txt') .. '<CR>')
  editor:shows(rest)
end)

test('a check is stopped for one file: in its project for good, without one for the session', function(editor, _, findings)
  editor:shows(findings)
  local options = editor.project .. '/postedit.toml'
  fix(editor, 'inconsistent-name', '^Stop reporting inconsistent%-name in this file')
  editor:shows({ findings[1] })
  equal(0, vim.fn.filereadable(options), 'a project')
  vim.fn.writefile({ 'language = "en"' }, options)
  fix(editor, 'repeated-word', '^Stop reporting repeated%-word in this file')
  editor:shows({})
  local written = { 'language = "en"', '', '[[overrides]]', 'paths = ["article.txt"]', 'rules = { repeated-word = "off" }' }
  equal(written, vim.fn.readfile(options), 'file')
end)

test('the list of answers takes effect as it is edited, and undo works there', function(editor, _, findings)
  editor:shows(findings)
  local names = vim.fn.fnameescape(editor.project .. '/postedit-names.txt')
  editor:type(':set hidden<CR>:edit ' .. names .. '<CR>irepeat: warmly warmly<CR>perfer: Lian<Esc>')
  editor:shows({ 'project-file 2 perfer: Lian' })
  editor:type('dd:buffer article.txt<CR>')
  editor:shows({ unpack(findings, 2) })
  -- Into the open list, an answer is written by the editor.
  editor:type(':buffer postedit-names.txt<CR>ggdG:write<CR>:buffer article.txt<CR>')
  editor:shows(findings)
  fix(editor, 'repeated-word', '^This repeat is intended')
  editor:shows({ unpack(findings, 2) })
  editor:type(':buffer postedit-names.txt<CR>')
  equal(true, editor:text():find('repeat: warmly warmly', 1, true) ~= nil, 'the list')
  equal({}, vim.fn.readfile(editor.project .. '/postedit-names.txt'), 'file')
  editor:type('u:buffer article.txt<CR>')
  editor:shows(findings)
end)

test('options of the project take effect as they are typed', function(editor, _, findings)
  editor:shows(findings)
  local options = vim.fn.fnameescape(editor.project .. '/postedit.toml')
  editor:type(':set hidden<CR>:edit ' .. options .. '<CR>i[rules]<CR>repeated-word = "of"<Esc>')
  editor:shows({ 'project-file 2 repeated-word' })
  equal(1, #editor:servers(), 'servers')
  editor:type('$if<Esc>')
  editor:shows({})
  editor:type(':buffer article.txt<CR>')
  editor:shows({ unpack(findings, 2) })
end)

test('what another program writes is seen', function(editor, _, findings)
  editor:shows(findings)
  vim.fn.writefile({ 'repeat: warmly warmly' }, editor.project .. '/postedit-names.txt')
  editor:shows({ unpack(findings, 2) })
end)

--- Puts the cursor on the first place of a text.
local function go_to_text(editor, text)
  editor:lua([[vim.fn.cursor(1, 1); vim.fn.search([=[\V]=] .. ..., 'c')]], text)
end

--- The text of the card that is shown.
local function shown_card(editor)
  local shown = editor:lua([[
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), '\n')
      end
    end
  ]])
  return shown ~= vim.NIL and shown
end

test('the card of a name says its spellings', function(editor, _, findings)
  editor:shows(findings)
  go_to_text(editor, 'Lian Haobo')
  editor:type(keys_of.hover)
  local card = Editor.wait('the card', function() return shown_card(editor) end)
  assert(card:find('Lian Haobo**, 5 times', 1, true) and card:find('Lian Hao Bo: twice', 1, true), card)
end)

test('glossaries say which terms to use: on cards, in completions, and at once when another program writes them', function(editor, _, findings)
  editor:shows(findings)
  local glossary = editor.project .. '/glossary.txt'
  vim.fn.writefile({ '堤\tdyke', '堤\tdike\tforbidden' }, glossary)
  vim.fn.writefile({ 'language = "en"', 'glossaries = ["glossary.txt"]' }, editor.project .. '/postedit.toml')
  vim.fn.writefile({ 'The old dike fell.' }, editor.project .. '/second.txt')
  editor:type(':set hidden<CR>:edit ' .. vim.fn.fnameescape(editor.project .. '/second.txt') .. '<CR>')
  editor:shows({ 'glossary-term 1 dike' })
  go_to_text(editor, 'dike')
  editor:type(keys_of.hover)
  local card = Editor.wait('the card', function() return shown_card(editor) end)
  assert(card:find('dike: not to be used', 1, true) and card:find('glossary.txt, line 2', 1, true), card)
  editor:type('GoThe new dy<C-x><C-o>')
  editor:reads('The old dike fell.\nThe new dyke\n')
  editor:type(' holds.<Esc>')
  editor:reads('The old dike fell.\nThe new dyke holds.\n')
  vim.fn.writefile({ '堤\tdike', '堤\tdyke\tforbidden' }, glossary)
  editor:shows({ 'glossary-term 2 dyke' })
end)

test('a name is found wherever it stands', function(editor, _, findings)
  editor:shows(findings)
  go_to_text(editor, 'Lian Haobo')
  editor:type(keys_of.references)
  editor:becomes('places', { 3, 4, 6, 6, 7 }, function()
    return editor:lua('return vim.tbl_map(function(item) return item.lnum end, vim.fn.getqflist())')
  end)
end)

test('the places of a name lead through all open files of a project', function(editor, _, findings)
  vim.fn.writefile({ 'language = "en"' }, editor.project .. '/postedit.toml')
  editor:shows(findings)
  vim.fn.writefile({ 'In the end Lian Haobo left.' }, editor.project .. '/second.txt')
  editor:type(':set hidden<CR>:edit ' .. vim.fn.fnameescape(editor.project .. '/second.txt') .. '<CR>')
  editor:shows({})
  go_to_text(editor, 'Lian')
  editor:type(keys_of.references)
  editor:becomes('places', 6, function() return editor:lua('return #vim.fn.getqflist()') end)
  editor:type(':cclose<CR>:cfirst<CR>')
  local here = function()
    return editor:lua([[return { vim.fn.expand('%:t'), vim.fn.line('.'), vim.fn.expand('<cword>') }]])
  end
  local files = {}
  for place = 1, 6 do
    editor:type((':cc %d<CR>'):format(place))
    editor:becomes('place', place, function() return editor:lua('return vim.fn.getqflist({ idx = 0 }).idx') end)
    local file, _, word = unpack(here())
    equal('Lian', word, 'word')
    files[file] = (files[file] or 0) + 1
  end
  equal({ ['second.txt'] = 1, ['article.txt'] = 5 }, files, 'files')
end)

test('a name is renamed in all its spellings, in every open file of the project', function(editor, text, findings)
  vim.fn.writefile({ 'language = "en"' }, editor.project .. '/postedit.toml')
  editor:shows(findings)
  local second = 'In the end Lian Haobo left.\n'
  vim.fn.writefile(vim.split(second, '\n'), editor.project .. '/second.txt', 'b')
  editor:type(':set hidden<CR>:edit ' .. vim.fn.fnameescape(editor.project .. '/second.txt') .. '<CR>')
  editor:shows({})
  editor:type(':buffer article.txt<CR>')
  editor:shows(findings)
  go_to_text(editor, 'Lian Hao Bo')
  editor:answer(keys_of.rename, '<C-u>Liang Haobo<CR>')
  editor:reads((text:gsub('Lian Hao ?[Bb]o', 'Liang Haobo')))
  editor:shows({ findings[1] })
  editor:type(':buffer second.txt<CR>')
  editor:reads('In the end Liang Haobo left.\n')
end)

--- Makes a project of the folder, with a chapter that is never opened, and opens another where a name is spelt otherwise.
local function open_chapter(editor)
  local function write(name, text) vim.fn.writefile(vim.split(text, '\n'), editor.project .. '/' .. name, 'b') end
  write('first.txt', 'Tao Leshan came. Then Tao Leshan sat down in the the hall.\n')
  write('postedit.toml', '')
  local text, findings = expectations('At noon [inconsistent-name|Tao Le Shan] left.')
  write('last.txt', text)
  editor:type(':set hidden<CR>:edit ' .. vim.fn.fnameescape(editor.project .. '/last.txt') .. '<CR>')
  editor:shows(findings)
end

test('a name leads to the chapters that are not open', function(editor)
  open_chapter(editor)
  go_to_text(editor, 'Tao Le Shan')
  editor:type(keys_of.references)
  editor:becomes('places', { 'first.txt:1:1', 'first.txt:1:23', 'last.txt:1:9' }, function()
    return editor:lua([[return vim.tbl_map(function(item)
      return ('%s:%d:%d'):format(vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ':t'), item.lnum, item.col)
    end, vim.fn.getqflist())]])
  end)
  editor:type(':cclose<CR>:cc 2<CR>')
  editor:becomes('place', { 'first.txt', 1, 22 }, function()
    return editor:lua([[local at = vim.api.nvim_win_get_cursor(0)
      return { vim.fn.expand('%:t'), at[1], at[2] }]])
  end)
end)

test('a name is renamed in chapters that are not open, too', function(editor)
  open_chapter(editor)
  go_to_text(editor, 'Tao Le Shan')
  editor:answer(keys_of.rename, '<C-u>Tao Lushan<CR>')
  editor:reads('At noon Tao Lushan left.\n')
  editor:shows({})
  editor:type(':buffer first.txt<CR>')
  editor:reads('Tao Lushan came. Then Tao Lushan sat down in the the hall.\n')
end)

test('all files of the project are checked when asked for, into the quickfix list', function(editor)
  open_chapter(editor)
  editor:lua([[
    local params = { command = 'postedit.checkProjects' }
    vim.lsp.buf_request(0, 'workspace/executeCommand', params, function() vim.g.checked = true end)
  ]])
  editor:becomes('answer', true, function() return editor:lua('return vim.g.checked') end)
  editor:lua('vim.diagnostic.setqflist({ open = false })')
  local found = editor:lua([[return vim.tbl_map(function(item)
    return ('%s:%d:%d'):format(vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ':t'), item.lnum, item.col)
  end, vim.fn.getqflist())]])
  equal(true, vim.tbl_contains(found, 'first.txt:1:46'), 'the chapter that is not open, among ' .. vim.inspect(found))
  equal(true, vim.tbl_contains(found, 'last.txt:1:9'), 'the open one, among ' .. vim.inspect(found))
end)

test('names are completed when asked for', function(editor, text, findings)
  editor:shows(findings)
  editor:type('GoIn the end Lian H<C-x><C-o>')
  editor:reads(text .. 'In the end Lian Haobo\n')
  editor:type(' came.<Esc>')
  editor:reads(text .. 'In the end Lian Haobo came.\n')
end)

if managed then
  test('the completion of Neovim itself offers names', function(editor, text, findings)
    editor:shows(findings)
    editor:lua([[vim.lsp.completion.enable(true, vim.lsp.get_clients({ name = 'postedit' })[1].id, 0)]])
    editor:type('GoIn the end Lian H')
    editor:lua('vim.lsp.completion.get()')
    editor:becomes('names', { 'Lian Haobo' }, function()
      return editor:lua([[return vim.tbl_map(function(item) return item.word end, vim.fn.complete_info({ 'items' }).items)]])
    end)
    -- The only one is taken at once.
    editor:reads(text .. 'In the end Lian Haobo\n')
    editor:type('<Esc>')
  end)
end

test('headings and names are the symbols of a file', function(editor, _, findings)
  editor:shows(findings)
  vim.fn.writefile({ '# One', '', 'In the end Maro Tesk came.' }, editor.project .. '/symbols.md')
  editor:type(':edit ' .. vim.fn.fnameescape(editor.project .. '/symbols.md') .. '<CR>')
  editor:shows({})
  -- In Markdown, `gO` is a table of contents of Neovim's own.
  editor:lua('vim.lsp.buf.document_symbol({ loclist = true })')
  editor:becomes('symbols', { '[String] One', '[Constant] Maro Tesk' }, function()
    return editor:lua('return vim.tbl_map(function(item) return vim.trim(item.text) end, vim.fn.getloclist(0))')
  end)
end)

test('files outside every project stand alone, in one server', function(editor, _, of_article)
  editor:shows(of_article)
  local text, findings = expectations('Outside, it [repeated-word|was was] raining.')
  for _, name in ipairs({ 'alone.txt', 'alone too.txt' }) do
    local file = editor.folder .. '/' .. name
    vim.fn.writefile(vim.split(text, '\n'), file, 'b')
    editor:type(':edit ' .. vim.fn.fnameescape(file) .. '<CR>')
    editor:shows(findings)
  end
  equal(vim.NIL, editor:lua([[return vim.lsp.get_clients({ bufnr = 0, name = 'postedit' })[1].config.root_dir]]), 'root')
  editor:type(':set filetype=text<CR>')
  editor:becomes('servers', 2, function() return #editor:servers() end)
  editor:shows(findings)
end)

test('settings change what is shown at once, and hold from the first check of a new server', function(editor, _, findings)
  editor:shows(findings)
  editor:lua([[require('postedit').setup({ settings = { rules = { ['repeated-word'] = 'off' } } })]])
  editor:shows({ unpack(findings, 2) })
  stop(editor)
  editor:shows({})
  editor:lua([[vim.api.nvim_create_autocmd('DiagnosticChanged', { callback = function(event)
    for _, d in ipairs(event.data.diagnostics) do
      if d.code == 'repeated-word' then vim.g.seen = true end
    end
  end })]])
  editor:type(':edit<CR>')
  editor:shows({ unpack(findings, 2) })
  equal(vim.NIL, editor:lua('return vim.g.seen'), 'a finding that is switched off was shown')
end)

test('stopping the client ends the server with status 0', function(editor, _, findings, way)
  editor:shows(findings)
  local server = editor:servers()[1]
  stop(editor)
  Editor.wait('the end of the server', function() return gone(server) end)
  if way.reports_exit then
    editor:becomes('exit status', 0, function() return editor:lua('return vim.g.server_status') end)
  end
end)

test('writing and quitting leaves the text in the file and no process behind', function(editor, text, findings)
  editor:shows(findings)
  local server = editor:servers()[1]
  editor:type('Gdd')
  local kept = text:gsub('[^\n]*\n$', '')
  editor:reads(kept)
  equal(0, editor:leave(':wq<CR>'), 'exit status of Neovim')
  equal(kept, table.concat(vim.fn.readfile(editor.project .. '/article.txt', 'b'), '\n'), 'file')
  Editor.wait('the end of the server', function() return gone(server) end)
end)

test(':checkhealth finds everything in order', function(editor, _, findings)
  editor:shows(findings)
  editor:type(':checkhealth postedit<CR>')
  local report = Editor.wait('the report', function()
    local text = editor:text()
    return text:find('Running in', 1, true) and text
  end)
  assert(report:find(vim.fn.resolve(postedit), 1, true) or report:find(postedit, 1, true), 'program not named: ' .. report)
  assert(not report:find('ERROR') and not report:find('WARNING'), report)
  local messages = editor:lua([[return vim.api.nvim_exec2('messages', { output = true }).output]])
  assert(not messages:find('postedit', 1, true), messages)
end)

local passed, failed = 0, 0

--- Opens an editor, runs a test on it, reports, and ends the editor.
local function run(name, way, body)
  local editor = open(way)
  local text, findings = expectations(article)
  local ok, problem = pcall(body, editor, text, findings, way)
  if ok then
    passed = passed + 1
    io.stdout:write('ok - ', name, '\n')
  else
    failed = failed + 1
    io.stdout:write('NOT ok - ', name, '\n  ', tostring(problem), '\n', editor:log(), '\n')
  end
  editor:kill()
  vim.fn.delete(editor.folder, 'rf')
end

for _, way in ipairs(ways) do
  for _, case in ipairs(tests) do run(('%s: %s'):format(way.name, case.name), way, case.run) end
end

run('a missing program is said once, and :checkhealth says what to do', {
  init = on_runtimepath .. [[
    require('postedit').setup({ cmd = '/nowhere/postedit' })
    vim.notify = function(message) vim.g.told = (vim.g.told or '') .. message .. '|' end
  ]],
}, function(editor)
  editor:type(':edit ' .. vim.fn.fnameescape(editor.project .. '/notes.md') .. '<CR>')
  editor:reads((expectations(notes)))
  equal('postedit: the program "/nowhere/postedit" was not found, so nothing is checked. '
    .. 'What to do: :checkhealth postedit|', editor:lua('return vim.g.told'), 'message')
  editor:type(':checkhealth postedit<CR>')
  Editor.wait('advice', function() return editor:text():find('cargo build', 1, true) end)
end)

io.stdout:write(('%d passed, %d failed\n'):format(passed, failed))
os.exit(failed == 0 and 0 or 1)
