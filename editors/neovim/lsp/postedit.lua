-- The language server's configuration as |vim.lsp.enable()| looks it up (Neovim 0.11 and newer).
return require('postedit').defaults()
