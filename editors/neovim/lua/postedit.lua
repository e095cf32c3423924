--- Starts the language server `postedit` for text and Markdown files: which program, for which
--- files, with which settings. What is checked, shown and fixed is the server's alone.
---
--- Neovim 0.11 and newer manage the client themselves (`vim.lsp.config`, `vim.lsp.enable`); for
--- 0.10, enable() does the little that is missing there. health.lua reports on what is found here.

local M = {}

--- @class postedit.Options Any field of vim.lsp.Config, of which these are the useful ones:
--- @field cmd? string|string[] The program's path, or the whole command (`{ path, 'server' }`).
--- @field settings? table The settings of postedit, such as `{ language = 'en' }`.
--- @field filetypes? string[]
--- @field root_markers? string[]

--- Whether Neovim itself starts enabled servers.
local managed = vim.fn.has('nvim-0.11') == 1

--- What setup() was given: needed on 0.10, where there is no vim.lsp.config to keep it.
local options = {}

--- Changes what is given, keeps the rest, and starts the server where it belongs.
--- Called again it changes the settings of servers that run already.
--- @param opts? postedit.Options
function M.setup(opts)
  opts = vim.deepcopy(opts or {})
  if type(opts.cmd) == 'string' then opts.cmd = { opts.cmd, 'server' } end
  if opts.cmd then opts.cmd[1] = vim.fs.normalize(opts.cmd[1]) end
  if opts.settings then opts.settings = { postedit = opts.settings.postedit or opts.settings } end
  options = vim.tbl_deep_extend('force', options, opts)
  if managed then vim.lsp.config('postedit', opts) end
  M.enable()
  if opts.settings then M.push_settings() end
end

--- Starts the server for every text or Markdown file that is open or will be opened.
function M.enable()
  if vim.fn.has('nvim-0.10') == 0 then
    vim.notify('postedit needs Neovim 0.10 or newer.', vim.log.levels.WARN)
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('postedit', {}),
    pattern = M.config().filetypes,
    callback = function(event) M.attach(event.buf) end,
  })
  M.follow_options()
  if managed then vim.lsp.enable('postedit') end
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) then M.attach(buffer) end
  end
end

--- The configuration before anything is changed by the user.
function M.defaults()
  return {
    cmd = { M.find() or 'postedit', 'server' },
    filetypes = { 'text', 'markdown' },
    root_markers = { 'postedit.toml', '.git' },
    before_init = M.before_init,
  }
end

--- The configuration in force.
function M.config()
  if managed then return vim.lsp.config.postedit end
  return vim.tbl_deep_extend('force', { name = 'postedit' }, M.defaults(), options)
end

--- The program on the PATH, else the one built in the checkout that this plugin lies in.
--- @return string? path
function M.find()
  for _, name in ipairs({ 'postedit', M.checkout() .. '/target/release/postedit' }) do
    local path = vim.fn.exepath(name)
    if path ~= '' then return path end
  end
end

--- The folder of the project, three above `editors/neovim/lua`; also where a plugin manager made a link.
function M.checkout()
  local here = debug.getinfo(1, 'S').source:sub(2)
  return vim.fs.normalize(vim.fn.fnamemodify(vim.uv.fs_realpath(here) or here, ':p:h:h:h:h'))
end

--- Why the command cannot be started, for the user; nil if it can.
--- @param cmd string[]|function
--- @return string? problem
function M.problem(cmd)
  if type(cmd) == 'function' or vim.fn.executable(cmd[1]) == 1 then return end
  return ('the program "%s" was not found, so nothing is checked.'):format(cmd[1])
end

--- Starts the server for one buffer where Neovim does not; says once if there is no program to start.
--- @private
function M.attach(buffer)
  local config = M.config()
  if vim.bo[buffer].buftype ~= '' or not vim.tbl_contains(config.filetypes, vim.bo[buffer].filetype) then return end
  local problem = M.problem(config.cmd)
  if problem then
    vim.notify_once(('postedit: %s What to do: :checkhealth postedit'):format(problem), vim.log.levels.WARN)
  elseif not managed then
    M.start(buffer)
  end
end

--- A project's options take effect as they are typed. They are no text, so Neovim starts no server for them.
--- @private
function M.follow_options()
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('postedit.options', {}),
    pattern = 'toml',
    callback = function(event) M.attach_options(event.buf) end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) then M.attach_options(buffer) end
  end
end

--- @private
function M.attach_options(buffer)
  if vim.fs.basename(vim.api.nvim_buf_get_name(buffer)) ~= 'postedit.toml' then return end
  -- Later: Neovim takes servers away from a buffer whose file type they are not enabled for.
  vim.schedule(function()
    if vim.api.nvim_buf_is_loaded(buffer) and not M.problem(M.config().cmd) then M.start(buffer) end
  end)
end

--- Starts the server for one buffer, or attaches the one that runs in its project.
--- @private
function M.start(buffer)
  local config = vim.deepcopy(M.config())
  if type(config.root_dir) ~= 'string' then config.root_dir = M.root(buffer, config.root_markers) end
  vim.lsp.start(config, { bufnr = buffer, reuse_client = not managed and M.serves or nil })
end

--- Whether a running client serves this configuration too. 0.10 itself would start one more for each file
--- that stands alone, and for the same file again when its type is set again.
--- @private
function M.serves(client, config)
  return client.name == config.name and client.config.root_dir == config.root_dir and not client.is_stopped()
end

--- The nearest folder above with the first marker, else with the next: the order of Neovim 0.11.
--- @private
function M.root(buffer, markers)
  for _, marker in ipairs(markers) do
    local folder = vim.fs.root(buffer, marker)
    if folder then return folder end
  end
end

--- Puts the settings into the first message already, so that the first check knows them. This is called however the
--- server was started.
--- @private
function M.before_init(params, config)
  M.follow_options()
  if not vim.tbl_get(config, 'settings', 'postedit') then return end
  config.settings.postedit = M.as_object(config.settings.postedit)
  params.initializationOptions = params.initializationOptions or config.settings.postedit
end

--- An empty table of Lua would arrive as an empty list, which is no setting.
--- @private
function M.as_object(settings)
  if type(settings) ~= 'table' then return settings end
  return next(settings) and vim.tbl_map(M.as_object, settings) or vim.empty_dict()
end

--- Tells running servers the settings in force.
--- @private
function M.push_settings()
  local settings = M.as_object(M.config().settings)
  for _, client in ipairs(vim.lsp.get_clients({ name = 'postedit' })) do
    client.settings = settings
    local method, params = 'workspace/didChangeConfiguration', { settings = settings }
    if managed then client:notify(method, params) else client.notify(method, params) end
  end
end

return M
