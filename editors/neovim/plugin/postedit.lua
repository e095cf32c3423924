-- Sourced by Neovim at startup: installing the plugin is enough to have postedit running.
-- `vim.g.loaded_postedit = 1` in the init file leaves the start to you (see |postedit-start|).
if vim.g.loaded_postedit then return end
vim.g.loaded_postedit = 1
-- Later, so that a setup() that follows at once, as plugin managers do it, still decides which program is started.
vim.schedule(function() require('postedit').enable() end)
