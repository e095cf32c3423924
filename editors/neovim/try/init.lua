-- The whole configuration of the Neovim that try.sh opens: the plugin, messages beside the text,
-- and a line on the screen that says which keys to press.

local plugin = vim.fs.dirname(vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2)))
vim.opt.runtimepath:prepend(plugin)
require('postedit').setup({ cmd = vim.env.POSTEDIT })

vim.diagnostic.config({ virtual_text = true })
if vim.fn.has('nvim-0.11') == 0 then vim.keymap.set({ 'n', 'x' }, 'gra', vim.lsp.buf.code_action) end
vim.filetype.add({ pattern = { ['.*'] = { function() return 'text' end, { priority = -math.huge } } } })

vim.o.swapfile = false
vim.o.linebreak = true
vim.o.breakindent = true
vim.o.signcolumn = 'yes'
vim.o.winbar = ' ]d next finding   gra quick fixes   CTRL-W d whole message   u undo   :wq save and leave   :q! leave'
