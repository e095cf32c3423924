--- `:checkhealth postedit`: is there a program to start, does it run, for which files, and will
--- its findings be seen? Reports on what postedit.lua finds; decides nothing itself.

local M = {}

local health = vim.health

function M.check()
  health.start('postedit')
  if vim.fn.has('nvim-0.10') == 0 then
    health.error('Neovim is older than 0.10.', 'Install Neovim 0.10 or newer.')
    return
  end
  local config = require('postedit').config()
  M.check_program(config.cmd)
  M.check_clients(config)
  M.check_display()
end

--- @private
function M.check_program(cmd)
  local postedit = require('postedit')
  local problem = postedit.problem(cmd)
  if problem then
    health.error(problem, {
      ('Build it: "cargo build --release" in %s'):format(postedit.checkout()),
      'or put "postedit" on the PATH,',
      "or say where it is: require('postedit').setup({ cmd = '/path/to/postedit' })",
      'Then restart Neovim.',
    })
  elseif type(cmd) == 'function' then
    health.ok('The program is started by a function of your own.')
  else
    local answer = vim.system({ cmd[1], '--version' }, { text = true }):wait(5000)
    local report = answer.code == 0 and health.ok or health.error
    report(('%s: %s'):format(cmd[1], vim.trim(answer.stdout .. answer.stderr)))
  end
end

--- @private
function M.check_clients(config)
  health.info('Checked are files of type ' .. table.concat(config.filetypes, ', ') .. '.')
  local clients = vim.lsp.get_clients({ name = 'postedit' })
  if #clients == 0 then health.info('No such file is open, or the server has not been started for it.') end
  for _, client in ipairs(clients) do
    local names = {}
    for buffer in pairs(client.attached_buffers) do
      names[#names + 1] = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':~:.')
    end
    table.sort(names)
    health.ok(('Running in %s for %s; positions are counted in %s.'):format(
      client.config.root_dir or 'no folder (files stand alone)', table.concat(names, ', '), client.offset_encoding))
  end
end

--- @private
function M.check_display()
  local display = vim.diagnostic.config()
  if display.virtual_text or display.virtual_lines then
    health.ok('Messages are shown beside the text.')
  else
    health.info('Messages are not shown beside the text, only by CTRL-W d. To change that: '
      .. 'vim.diagnostic.config({ virtual_text = true })')
  end
end

return M
