/** What Netlify's runtime takes by itself. */
export default function empty(): Response {
  return Response.json({});
}
