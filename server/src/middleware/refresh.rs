//! Pages that open themselves again where there is no script: what says so may stand in the head of the document only,
//! which is written before the page knows. The page asks by a header of its answer.

use app::server::REFRESH;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Writes into the head of a document what its page asked for.
pub async fn refresh(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let asked = response.headers_mut().remove(REFRESH);
    let Some(seconds) = asked.and_then(|v| v.to_str().ok()?.parse::<u32>().ok()) else { return response };
    let (mut parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(html) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(with_refresh(&String::from_utf8_lossy(&html), seconds)))
        }
        Err(error) => {
            tracing::error!(%error, "a page was not rendered to its end");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn with_refresh(html: &str, seconds: u32) -> String {
    html.replacen("</head>", &format!("<noscript><meta http-equiv=\"refresh\" content=\"{seconds}\"></noscript></head>"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stands_in_the_head_and_nowhere_else() {
        let html = with_refresh("<head><title>x</title></head><body></head></body>", 15);
        assert_eq!(
            html,
            "<head><title>x</title><noscript><meta http-equiv=\"refresh\" content=\"15\"></noscript></head><body></head></body>"
        );
    }
}
