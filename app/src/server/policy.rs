//! The content security policy.

use http::header;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// The policy for what an answer may load: its own origin, no script from elsewhere and none within the page.
pub fn content_security_policy(wasm: Wasm) -> String {
    let wasm = match wasm {
        Wasm::Refused => "",
        Wasm::Allowed => " 'wasm-unsafe-eval'",
    };
    format!(
        "default-src 'none'; script-src 'self'{wasm}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Whether a page runs wasm: what counts words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wasm {
    /// It does not.
    Refused,
    /// It does.
    Allowed,
}

/// Sets the policy of this page. A page that counts words calls it again.
pub fn set_policy(wasm: Wasm) {
    let policy = content_security_policy(wasm);
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), policy.parse()) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, value);
    }
}
