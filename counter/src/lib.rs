//! Counts while somebody writes: the server's own functions in the browser, so that both say the same.
//!
//! Plain WebAssembly: numbers go in and come out, so no bindings are needed. A text is pushed character by character.
#![expect(unsafe_code, reason = "a name that the browser calls by is kept as it is: that, and nothing more, is called unsafe")]

use std::cell::RefCell;

use domain::submission::{self, Level};

thread_local! {
    static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Takes the next character of a text: its code point. What is no character becomes U+FFFD, as on its way to the server.
#[unsafe(no_mangle)]
pub extern "C" fn push(code_point: u32) {
    TEXT.with_borrow_mut(|text| text.push(char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// The words of the text pushed that count against the limit. The text is forgotten.
#[unsafe(no_mangle)]
pub extern "C" fn words() -> u32 {
    submission::words_of(&submission::clean(&TEXT.take())).0
}

/// How near that is to the limit: 0 fine, 1 near, 2 over.
#[unsafe(no_mangle)]
pub extern "C" fn level(used: u32, limit: u32) -> u32 {
    match submission::level(used, limit) {
        Level::Fine => 0,
        Level::Near => 1,
        Level::Over => 2,
    }
}
