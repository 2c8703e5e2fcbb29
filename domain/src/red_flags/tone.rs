//! Insults. A short list, and not between quotation marks: there they are evidence.

use super::{Flag, Kind, Text};
use crate::tokens::has;

const INSULTS: &str = "\
    arsehole arseholes asshole assholes bastard bastards bitch bitches bullshit cretin cretins fuck fucking idiot idiotic idiots imbecile \
    imbeciles moron moronic morons scum scumbag scumbags shit stupid subhuman subhumans vermin whore whores \
    connard connards crétin crétins imbécile imbéciles salaud salauds salopard salopards \
    cabrón cabrones gilipollas idiota idiotas imbécil imbéciles";

pub(super) fn look(texts: &[Text]) -> Vec<Flag> {
    texts.iter().flat_map(in_text).collect()
}

fn in_text(text: &Text) -> Vec<Flag> {
    let mut quoted = false;
    let mut found = Vec::new();
    for word in &text.words {
        for c in word.gap.chars() {
            quoted = match c {
                '“' | '«' | '„' => true,
                '”' | '»' => false,
                '"' => !quoted,
                '\n' => false,
                _ => quoted,
            };
        }
        if !quoted && has(INSULTS, &word.lower) {
            found.push(Flag::at(Kind::Abusive, text, word.text));
        }
    }
    found
}
