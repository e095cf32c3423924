-- The whole configuration of the Neovim that try.sh opens: the plugin, messages beside the text,
-- and a line on the screen that says which keys to press.

local plugin = vim.fs.dirname(vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2)))
vim.opt.runtimepath:prepend(plugin)
require('postedit').setup({ cmd = vim.env.POSTEDIT })

-- A paragraph is one long line here, so the end of the line may be far from the finding:
-- its message opens beside the cursor as well.
vim.diagnostic.config({ virtual_text = true })
vim.o.updatetime = 300
vim.api.nvim_create_autocmd('CursorHold', {
  callback = function() vim.diagnostic.open_float({ scope = 'cursor', focus = false, max_width = 80 }) end,
})
if vim.fn.has('nvim-0.11') == 0 then vim.keymap.set({ 'n', 'x' }, 'gra', vim.lsp.buf.code_action) end
vim.filetype.add({ pattern = { ['.*'] = { function() return 'text' end, { priority = -math.huge } } } })

vim.o.swapfile = false
vim.o.linebreak = true
vim.o.breakindent = true
vim.o.signcolumn = 'yes'
vim.o.winbar = ' ]d next finding   [d previous   gra quick fixes   u undo   :wq save and leave   :q! leave'
