//! Keeps duties going until it is told to stop.

use std::time::{Duration, Instant};

use sea_orm::prelude::Uuid;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::{
    duty::{Duty, Turns},
    lease,
};
use crate::{context::Backend, error::Result, token::new_id};

/// How often it is noted that a queue is looked after: each look would be a transaction.
const NOTED: Duration = Duration::from_secs(30);

/// Does duties, each in its time and in a task of its own, until `stop`. What fails is logged and done again.
pub async fn run(backend: Backend, duties: Vec<Duty>, stop: CancellationToken) {
    let holder = new_id();
    let mut tasks = JoinSet::new();
    for duty in duties {
        let (backend, stop) = (backend.clone(), stop.clone());
        tasks.spawn(async move {
            match duty.turns {
                Turns::One => take_turns(&backend, &duty, holder, &stop).await,
                Turns::Each => look_after(&backend, &duty, &stop).await,
            }
        });
    }
    while let Some(ended) = tasks.join_next().await {
        if let Err(error) = ended {
            tracing::error!(%error, "a duty is no longer done by this server");
        }
    }
}

/// Waits what is left of a pause; `false` when it is time to stop.
async fn pause(begun: Instant, pause: Duration, stop: &CancellationToken) -> bool {
    tokio::select! {
        biased;
        () = stop.cancelled() => false,
        () = tokio::time::sleep(pause.saturating_sub(begun.elapsed())) => true,
    }
}

async fn take_turns(backend: &Backend, duty: &Duty, holder: Uuid, stop: &CancellationToken) {
    // it is asked more often than it is due, so that it is not late by a whole round
    let asked = (duty.every / 4).clamp(Duration::from_millis(10), Duration::from_mins(1));
    loop {
        let begun = Instant::now();
        if let Err(error) = turn(backend, duty, holder, stop).await {
            tracing::warn!(duty = duty.name, %error, "a duty failed");
        }
        if !pause(begun, asked, stop).await {
            return;
        }
    }
}

async fn turn(backend: &Backend, duty: &Duty, holder: Uuid, stop: &CancellationToken) -> Result<()> {
    let Some(turn) = lease::take(backend, duty, holder).await? else { return Ok(()) };
    let result = tokio::select! {
        result = duty.once(backend) => result,
        lost = turn.keep() => return Err(lost),
        () = stop.cancelled() => return turn.give_back().await,
    };
    turn.end(&result).await?;
    result
}

async fn look_after(backend: &Backend, duty: &Duty, stop: &CancellationToken) {
    let mut noted: Option<Instant> = None;
    loop {
        let (begun, started) = (Instant::now(), backend.clock.now());
        let result = tokio::select! {
            result = duty.once(backend) => result,
            () = stop.cancelled() => return,
        };
        if let Err(error) = &result {
            tracing::warn!(duty = duty.name, %error, "a duty failed");
        }
        if result.is_err() || noted.is_none_or(|at| at.elapsed() >= NOTED) {
            match lease::note(backend, duty, started, &result).await {
                Ok(()) => noted = result.is_ok().then_some(begun),
                Err(error) => tracing::warn!(duty = duty.name, %error, "it was not noted how a duty goes"),
            }
        }
        if !pause(begun, duty.every, stop).await {
            return;
        }
    }
}
