//! What every request passes on its way in and out.

mod context;
mod door;
mod headers;
mod origin;

pub use context::request_context;
pub use door::door;
pub use headers::security_headers;
pub use origin::same_origin;
