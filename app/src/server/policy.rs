//! The content security policy.

use http::header;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// The policy for what an answer may load: its own origin, no script from elsewhere. Leptos writes a small
/// inline script at the end of every page, which the nonce lets through.
pub fn content_security_policy(nonce: Option<&str>, wasm: Wasm) -> String {
    let nonce = nonce.map(|n| format!(" 'nonce-{n}'")).unwrap_or_default();
    let wasm = match wasm {
        Wasm::Refused => "",
        Wasm::Allowed => " 'wasm-unsafe-eval'",
    };
    format!(
        "default-src 'none'; script-src 'self'{nonce}{wasm}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Whether a page runs wasm: an island, or what counts words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wasm {
    /// It does not.
    Refused,
    /// It does.
    Allowed,
}

/// Sets the policy of this page. A page with an island calls it again.
pub fn set_policy(wasm: Wasm) {
    let nonce = leptos::nonce::use_nonce();
    let policy = content_security_policy(nonce.as_ref().map(|n| n.as_inner().as_ref()), wasm);
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), policy.parse()) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, value);
    }
}
