/**
 * The page around embeds: gives each frame the height that it tells, as Datawrapper's parent
 * script does.
 */

addEventListener("message", ({ data, source }) => {
  const height = data?.["datawrapper-height"]?.mapapp;
  if (!Number.isFinite(height)) return;
  const frame = [...document.querySelectorAll("iframe")].find(({ contentWindow }) => contentWindow === source);
  if (frame) frame.height = height;
});
