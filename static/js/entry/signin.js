// Signed out meanwhile: sign in within the page, so that nothing typed goes away.

const dialog = document.querySelector("[data-sign-in]");
let asking = null;

const ask = async (address, options = {}) => {
  const answer = await fetch(address, {
    credentials: "same-origin",
    headers: { Accept: "application/json", ...options.headers },
    ...options,
  });
  const told = await answer.json().catch(() => ({}));
  return { ok: answer.ok, status: answer.status, ...told };
};

const signIn = async (address, username, password) => {
  const { token } = await ask(address);
  return ask(address, {
    method: "POST",
    body: new URLSearchParams({ username, password }),
    headers: { "X-CSRFToken": token, Accept: "application/json" },
  });
};

// Resolves with the token to use from now on; null where the person put it off.
export const askToSignIn = () => {
  if (asking) return asking;
  const inner = dialog.querySelector("form");
  const message = dialog.querySelector("[data-message]");
  message.textContent = "";
  dialog.showModal();
  asking = new Promise((resolve) => {
    const done = (token) => {
      asking = null;
      inner.onsubmit = null;
      dialog.onclose = null;
      if (dialog.open) dialog.close();
      inner.reset();
      resolve(token);
    };
    dialog.onclose = () => done(null);
    dialog.querySelector("[data-later]").onclick = () => dialog.close();
    inner.onsubmit = async (event) => {
      event.preventDefault();
      const told = await signIn(inner.action, inner.elements.username.value, inner.elements.password.value).catch(() => ({
        message: "Chưa có mạng. Nội dung vừa nhập vẫn giữ trên máy này; có mạng thì đăng nhập lại.",
      }));
      if (told.ok) return done(told.token);
      message.textContent =
        told.message || "Tạm thời chưa đăng nhập được. Đợi ít phút rồi thử lại, hoặc gọi cán bộ tổng hợp.";
      inner.elements.password.select();
    };
  });
  return asking;
};
