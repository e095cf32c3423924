//! postedit: finds repeated words and names spelt two ways in translated text.
