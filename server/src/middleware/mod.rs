//! What every request passes on its way in and out.

mod body_limit;
mod context;
mod door;
mod headers;
mod not_saved;
mod origin;

pub use body_limit::body_limit;
pub use context::request_context;
pub use door::door;
pub use headers::security_headers;
pub use not_saved::{not_saved, page_or_unavailable};
pub use origin::same_origin;
